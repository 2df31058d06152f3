/** What the details panel and the extension say to each other: one union a direction. Text in it is plain, never HTML. */

export type ToPanel =
  | {
      /** Comes first: what the page's own words are in the user's language, by the English ones. */
      readonly type: "language";
      readonly language: string;
      readonly messages: Readonly<Record<string, string>> | undefined;
    }
  | {
      readonly type: "view";
      readonly view: PanelView;
      /** Which deployment this is: kept by the page, so that the panel can be brought back after a reload. */
      readonly ref: { readonly appId: string; readonly deploymentId: string; readonly isKept?: boolean };
    }
  | LogUpdate;

/** The end of the log, or what was added to it since the last update. */
export interface LogUpdate {
  readonly type: "log";
  /** How many of the last lines that were sent before stay, ahead of these; all others are gone. */
  readonly keep: number;
  readonly lines: readonly LogLine[];
}

export type FromPanel =
  | { readonly type: "ready" }
  | {
      readonly type: "want";
      readonly intent: Intent;
      /** The deployment that the page shows, which by then may be another one than the panel is to show. */
      readonly deploymentId: unknown;
    };

/** What the user wants of what the page shows. */
export type Intent =
  /** Of these `rollBackLive` leads from this deployment to the one before. */
  | { readonly type: "rollBack" | "rollBackLive" | "undoRollback" | "preview" | "planDocument" }
  | { readonly type: "showCommits" | "showChanges" | "fetchCommits" | "openCommit" }
  | { readonly type: "openRepository" | "compare" }
  | { readonly type: "cancel" | "deployAgain" | "openApp" | "openLog" }
  /** Opens the file that one of the errors names, counted from 0. */
  | { readonly type: "openFile"; readonly error: number }
  | Beside
  | { readonly type: "copy"; readonly what: Copyable }
  | Mend;

/** What may help against what went wrong. */
export type Mend = { readonly type: "signIn" } | { readonly type: "refresh" };

/** Where the other deployments of the app are: one of them, or more than have been read. */
export type Beside = { readonly type: "open"; readonly deploymentId: string } | { readonly type: "loadMore" };

export type Copyable = "sha" | "branch" | "repository" | "image" | "id";

export type PanelView = NoticeView | DeploymentView;

/** Nothing to show yet, or any more. */
export interface NoticeView {
  readonly kind: "notice";
  readonly title: string;
  readonly text: string;
  readonly isBusy: boolean;
  readonly mend: Mend | undefined;
}

/** What went wrong, where what is shown stays. */
export interface Warning {
  readonly text: Words;
  readonly mend: Mend | undefined;
}

export interface DeploymentView {
  readonly kind: "deployment";
  readonly app: string;
  readonly title: string;
  readonly status: { readonly word: string; readonly icon: string; readonly tone: Tone };
  readonly isLive: boolean;
  /** What started it and when, in plain words. */
  readonly origin: Words;
  /** A refresh has failed; what is shown is the last that was read. */
  readonly warning: Warning | undefined;
  /** How it stands to what is live, if it is not that itself. */
  readonly comparison:
    | { readonly text: Words; readonly live: string | undefined; readonly canCompare: boolean }
    | undefined;
  /** The deployments of the app before and after it. */
  readonly earlier: Neighbour;
  readonly later: Neighbour;
  readonly commit: CommitCard | undefined;
  readonly facts: readonly Fact[];
  readonly steps: readonly Step[];
  /** The end of the log of a deployment that failed, as far as it tells why. */
  readonly errors: readonly FailureLine[];
  readonly log: LogView;
  /** Only for a rollback of late. */
  readonly effect: EffectView | undefined;
  readonly canCancel: boolean;
  /** What a button says that deploys again what did not succeed. */
  readonly deployAgain: string | undefined;
  /** The way back: to this deployment, or from it when it is live. Or why there is none, in a sentence. */
  readonly rollBack:
    | { readonly label: string; readonly canPreview: boolean; readonly isUndo: boolean }
    | { readonly whyNot: string };
  /** What a rollback to this deployment would do, once somebody has asked. */
  readonly plan: PlanSection | undefined;
  readonly history: HistoryView | undefined;
}

/**
 * Text in which the page words the times: there time goes on, and only the browser knows the user's time zone, which the
 * extension may be far from.
 */
export type Words = readonly (string | Moment)[];

/** Milliseconds since the epoch, worded as how long ago that is or as date and time. */
export interface Moment {
  readonly at: number;
  readonly form: "age" | "exact";
}

/** How long something took, or takes so far; milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number | undefined;
}

export interface Neighbour {
  /** What is there, or that nothing is. */
  readonly label: string;
  readonly intent: Beside | undefined;
}

export interface CommitCard {
  /** The rest of the message below its subject. */
  readonly body: string;
  readonly author: string | undefined;
  readonly initials: string;
  /** The author's picture, only when the user allows pictures from elsewhere. */
  readonly picture: string | undefined;
  readonly sha: string;
  readonly fullSha: string;
  readonly branch: string | undefined;
  readonly canOpen: boolean;
}

/** The app's last deployments, oldest first. */
export interface HistoryView {
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly id: string;
  readonly tone: Tone;
  readonly isThis: boolean;
  readonly isLive: boolean;
  readonly title: string;
  readonly status: string;
  /** Undefined where it has not started. */
  readonly took: Span | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export type PlanSection =
  | { readonly kind: "message"; readonly text: string; readonly isBusy: boolean }
  | {
      readonly kind: "plan";
      /** When it was made, or why it does not hold any more. */
      readonly made: Words;
      readonly isOutdated: boolean;
      readonly from: PlanSide;
      readonly to: PlanSide;
      readonly undone: UndoneSection;
      /** What to mind, a sentence each. */
      readonly mind: readonly string[];
    };

/** What a rollback undoes in the code. */
export interface UndoneSection {
  readonly summary: readonly string[];
  readonly lists: readonly CommitList[];
  readonly canFetch: boolean;
}

export interface CommitList {
  readonly heading: string;
  readonly commits: readonly { readonly subject: string; readonly by: Words }[];
  readonly leftOut: string | undefined;
}

export interface PlanSide {
  readonly name: string;
  readonly title: string;
  readonly line: Words;
}

export type Tone = "good" | "bad" | "busy" | "quiet";

export interface Fact {
  readonly name: string;
  /** Empty where there is nothing to tell yet: each fact keeps its place, and so what is in it the focus. */
  readonly value: Words | Span;
  /** The exact time that is said beside it, in milliseconds since the epoch. */
  readonly at: number | undefined;
  readonly copy: Copyable | undefined;
  /** Whether it has a page at the Git host. */
  readonly hasPage: boolean;
}

export interface FailureLine {
  readonly text: string;
  /** Which line of the whole log it is in, counted from 0. */
  readonly entry: number;
  /** Where in the text a file of the workspace is named: its first character, and the one after its last. */
  readonly place: { readonly start: number; readonly end: number } | undefined;
}

export interface Step {
  readonly name: string;
  readonly word: string;
  readonly icon: string;
  readonly tone: Tone;
  /** How long it took, when the log tells. */
  readonly took: Span | undefined;
}

/** What is said of the log beside its lines, which are sent by themselves. */
export type LogView =
  | { readonly kind: "message"; readonly text: Words; readonly mend: Mend | undefined }
  | {
      readonly kind: "lines";
      /** How many lines there are before those that are sent. */
      readonly leftOut: number;
      /** The log could not be read again: why, and from when it is. */
      readonly warning: Warning | undefined;
    };

export interface LogLine {
  /** By which the page knows it again; not shown. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly severity: string;
  readonly tone: Tone;
  readonly text: readonly LogSpan[];
  /** How much of the text is left out, in words. */
  readonly more: string | undefined;
}

/** A piece of a line in one style. */
export interface LogSpan {
  readonly text: string;
  /** Names of styles, such as "red", "on-brightBlue" and "bold". */
  readonly styles: readonly string[];
}

/** Whether a rollback helped. */
export interface EffectView {
  readonly sentence: string;
  readonly icon: string;
  readonly tone: Tone;
  /** Whether the sentence is the last word. */
  readonly isOver: boolean;
  /** The figures are not the newest, and why. */
  readonly warning: string | undefined;
  /** Undefined while there are no figures. */
  readonly figures: EffectFigures | undefined;
}

export interface EffectFigures {
  /** How many minutes the plots have room for on either side of the rollback. */
  readonly minutes: number;
  /** Oldest first. */
  readonly points: readonly EffectPoint[];
  /** What each plot shows, in a sentence for those who do not see it. */
  readonly labels: { readonly responses: string; readonly time: string };
  readonly table: {
    readonly caption: string;
    readonly head: readonly string[];
    readonly groups: readonly EffectRows[];
  };
}

/** A minute of the plots. */
export interface EffectPoint {
  /** When it begins, in minutes from the rollback, negative before it, and in milliseconds since the epoch. */
  readonly minute: number;
  readonly at: number;
  /** Responses with 5xx, 4xx, 3xx and 2xx. */
  readonly responses: readonly number[] | undefined;
  readonly ms: number | undefined;
}

/** The rows of one side of the rollback, each of a minute that begins then, and that side as a whole. */
export interface EffectRows {
  readonly name: string;
  readonly rows: readonly { readonly at: number; readonly cells: readonly string[] }[];
  readonly total: readonly string[];
}
