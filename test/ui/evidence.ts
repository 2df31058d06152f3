import { openWorkbenches } from "./workbench.ts";

/** Called the moment a test or a hook fails, while what it was looking at is still there. */
export function keepEvidence(name: string): void {
  for (const workbench of openWorkbenches) void workbench.keepEvidence(name);
}

/** For mocha: once the evidence of a failed test is there, clears the way for the next test. */
export const evidenceHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    if (this.currentTest?.state === "passed" || this.currentTest?.isPending()) return;
    for (const workbench of openWorkbenches) {
      await workbench.evidence;
      await workbench.clear().catch(console.error);
    }
  },
};
