/** A part of a deployment's log. `first` and `last` count entries, both within. */
export interface LogStep {
  /** Sevalla's name of the step, or the heading of a part of one, as the log has it. */
  readonly name: string;
  /** 1 for a step of the deployment, 2 for a part of one. */
  readonly level: 1 | 2;
  readonly first: number;
  readonly last: number;
}

interface Headed {
  readonly message: string;
}

/** In the order in which they run, with the line that each begins with. */
const openings = [
  ["checkout", /^Cloning \S+/],
  ["build", /^(?:#1 \[internal\] |=+> ANALYZING|╔═+ Nixpacks )/],
  // An image by its whole name: a build pulls "fs layers", too.
  ["rollout", /^Pulling \S+[/:]\S+$/],
  ["syncConnections", /^Syncing connections\b/],
] as const;

/** How a line begins that may be any of these: of a hundred thousand hardly one does. */
const mayHead = /^[#=╔CDHPS]/;
const checkedOut = /^HEAD is now at /;
const end = /^Deployment (?:finished|cancelled|skipped|failed)$/;
/** Parts of a build, as Buildpacks and BuildKit head them. */
const part = /^(?:=+> (\S.*)|#\d+ (\[[^\]]+\] .*))$/;
/** No line that heads anything is longer, so of a longer one only the beginning is looked at. */
const longest = 300;

/**
 * The steps that a log shows. Each begins once and in its turn, so that what a build prints cannot begin an earlier one
 * again; a log whose headings are not known has none.
 * @param expected the steps that the deployment has; all are possible when none are given
 */
export function* logSteps(
  entries: readonly Headed[],
  expected: readonly string[] = [],
): Generator<undefined, readonly LogStep[]> {
  const possible = openings.filter(([name]) => expected.length === 0 || expected.includes(name));
  const steps: LogStep[] = [];
  let turn = 0;
  let open: { name: string; first: number; parts: { name: string; first: number }[] } | undefined;
  const close = (next: number) => {
    if (!open) return;
    const { name, first, parts } = open;
    steps.push({ name, level: 1, first, last: next - 1 });
    for (const [index, { name, first }] of parts.entries()) {
      steps.push({ name, level: 2, first, last: (parts[index + 1]?.first ?? next) - 1 });
    }
    open = undefined;
  };
  let isCheckedOut = false;
  for (const [index, { message }] of entries.entries()) {
    yield;
    if (!isCheckedOut && !mayHead.test(message)) continue;
    const line = message.slice(0, longest);
    const begun = possible.findIndex(
      ([name, opening], at) => at >= turn && (opening.test(line) || (name === "build" && isCheckedOut)),
    );
    isCheckedOut = open?.name === "checkout" && checkedOut.test(line);
    const step = possible[begun];
    if (step || end.test(line)) close(index);
    if (step) {
      turn = begun + 1;
      open = { name: step[0], first: index, parts: [] };
    }
    const heading = open?.name === "build" ? part.exec(line) : undefined;
    const name = heading?.[1] ?? heading?.[2];
    if (name !== undefined && open?.parts.at(-1)?.name !== name) open?.parts.push({ name, first: index });
  }
  close(entries.length);
  return steps;
}
