import type { AppId } from "../sevalla/resources.ts";

/** Where the commit that is checked out stands to the live one; both counts are 0 when it is the live one. */
export type HeadPlace =
  | { readonly kind: "known"; readonly ahead: number; readonly behind: number }
  /** The clone does not hold the live commit. */
  | { readonly kind: "notFetched" }
  /** The clone's history ends before the two meet. */
  | { readonly kind: "shallow" };

/** The commit that is checked out in a linked folder, beside what is live. */
export interface Head {
  readonly appId: AppId;
  /** The live commit that it was compared with. */
  readonly live: string;
  readonly place: HeadPlace;
}

/** More commits than this are not counted. */
export const mostAhead = 999;
