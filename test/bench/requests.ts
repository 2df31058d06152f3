import { Company, openReadingWindow } from "../support/company.ts";
import { idOf } from "../support/desk.ts";
import { HandClock } from "../support/handClock.ts";
import { type Figure, figure } from "./figure.ts";

const hour = 3_600_000;

/** What a window is like for an hour. */
interface Hour {
  readonly name: string;
  readonly isFocused?: boolean;
  readonly isLinked?: boolean;
  readonly isListShown?: boolean;
  readonly isDeploying?: boolean;
  /** The most that it should be. */
  readonly most: number;
}

const hours: readonly Hour[] = [
  { name: "with nothing of it in sight", isFocused: true, most: 0 },
  { name: "left with a linked app", isLinked: true, most: 7 },
  { name: "with a linked app", isFocused: true, isLinked: true, most: 62 },
  { name: "with a linked app and the list of apps", isFocused: true, isLinked: true, isListShown: true, most: 122 },
  {
    name: "with a linked app that is deployed all the time",
    isFocused: true,
    isLinked: true,
    isDeploying: true,
    most: 722,
  },
];

/** How often a window asks Sevalla in its first hour, by what is in sight. The clock is wound by hand, all else is real. */
export async function requestFigures(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { name, most, ...state } of hours) {
    figures.push(figure(`Requests in an hour ${name}`, "", [await requestsIn(state)], [], "", { most }));
  }
  return figures;
}

async function requestsIn({
  isFocused = false,
  isLinked = false,
  isListShown = false,
  isDeploying = false,
}: Omit<Hour, "name" | "most">): Promise<number> {
  const clock = new HandClock();
  const company = new Company(clock);
  if (isDeploying) company.deploy("storefront", 2 * hour);
  const appIds = isLinked ? [idOf(company, "storefront")] : [];
  const watched = {
    appIds: () => appIds,
    openIds: () => [],
    isListShown: () => isListShown,
    isWindowFocused: () => isFocused,
  };
  const { refresher } = await openReadingWindow(company, clock, { watched, random: () => 0 });
  do await new Promise((resolve) => setImmediate(resolve));
  while (company.isBusy);
  const end = clock.now() + hour;
  while (clock.nextIn !== undefined && clock.now() + clock.nextIn <= end) {
    clock.advance(clock.nextIn);
    do await new Promise((resolve) => setImmediate(resolve));
    while (company.isBusy);
  }
  refresher.dispose();
  return company.requests;
}
