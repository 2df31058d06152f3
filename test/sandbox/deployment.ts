/** Sevalla's own words; see the API reference. */
export type Status = "waiting" | "inProgress" | "success" | "failed" | "cancelled" | "skipped";
export type Step = "checkout" | "build" | "rollout" | "syncConnections";
export type GitType = "github" | "bitbucket" | "gitlab";
/** How a deployment is going to end. */
export type End = "success" | "failed" | "cancelled" | "skipped";

/** How long each part of a deployment takes, in ms. A rollback or restart has no build. */
export interface Life {
  readonly waitingMs: number;
  readonly buildMs: number;
  readonly rolloutMs: number;
}

/** What a deployment puts into service. All but the image is null for a Docker image. */
export interface Release {
  /** What ends up running; answers hide it until it is built. */
  image: string | null;
  gitType: GitType | null;
  repoUrl: string | null;
  branch: string | null;
  commitSha: string | null;
  commitMessage: string | null;
  authorLogin: string | null;
  authorImg: string | null;
}

/** A deployment as the sandbox remembers it. Its status is not stored: `statusOf` derives it from the clock. */
export interface SandboxDeployment extends Release {
  readonly id: string;
  readonly appId: string;
  type: "manual" | "automatic";
  trigger: string;
  steps: readonly Step[];
  /** Milliseconds since 1970. */
  createdAt: number;
  life: Life;
  end: End;
  /** Lines a failed build ends with; empty means that a failure happens in the rollout. */
  failure: readonly string[];
  /** Milliseconds since 1970, when somebody cancelled it. */
  cancelledAt: number | null;
  /** An unhealthy release answers with many more 5xx, more slowly. */
  healthy: boolean;
}
