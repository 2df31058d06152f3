import type { End, GitType, SandboxDeployment } from "./deployment.ts";

export interface SandboxDomain {
  name: string;
  status: string;
  type: string;
  isPrimary: boolean;
  isWildcard: boolean;
  errors: readonly string[];
}

export interface SandboxProcess {
  key: string;
  type: string;
  displayName: string;
  entrypoint: string;
  port: number | null;
  schedule: string | null;
  jobStartPolicy: string | null;
}

export interface SandboxEnvVar {
  key: string;
  value: string;
  isRuntime: boolean;
  isBuildtime: boolean;
  /** Milliseconds since 1970. */
  updatedAt: number;
}

/** An app as the sandbox remembers it. Times are milliseconds since 1970. */
export interface SandboxApp {
  readonly id: string;
  name: string;
  displayName: string;
  projectId: string;
  type: "app" | "previewApp";
  source: "privateGit" | "publicGit" | "dockerImage";
  isSuspended: boolean;
  autoDeploy: boolean;
  waitForChecks: boolean;
  hibernation: boolean;
  gitType: GitType | null;
  repoUrl: string | null;
  defaultBranch: string | null;
  dockerImage: string | null;
  buildType: "dockerfile" | "pack" | "nixpacks" | null;
  buildPath: string | null;
  createdAt: number;
  updatedAt: number;
  /** Newest first. */
  deployments: SandboxDeployment[];
  domains: SandboxDomain[];
  processes: SandboxProcess[];
  envVars: SandboxEnvVar[];
  /** How the next deployment made over HTTP ends; then "success" again. */
  nextEnd: End;
}
