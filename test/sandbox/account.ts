import type { SandboxApp } from "./app.ts";

export interface Project {
  readonly id: string;
  readonly name: string;
}

/** One company with its projects and apps. */
export class Account {
  readonly companyId: string;
  readonly name: string;
  readonly projects: readonly Project[];
  /** In the order in which the API lists them. */
  readonly apps: SandboxApp[];

  constructor(companyId: string, name: string, projects: readonly Project[], apps: SandboxApp[]) {
    this.companyId = companyId;
    this.name = name;
    this.projects = projects;
    this.apps = apps;
  }

  /** The app of this name or id. Throws if there is none. */
  app(nameOrId: string): SandboxApp {
    const app = this.apps.find((candidate) => candidate.name === nameOrId || candidate.id === nameOrId);
    if (!app) throw new Error(`The account "${this.name}" has no app "${nameOrId}".`);
    return app;
  }

  find(id: string): SandboxApp | undefined {
    return this.apps.find((candidate) => candidate.id === id.toLowerCase());
  }

  /** As after somebody deleted the app in the dashboard. */
  remove(nameOrId: string): void {
    this.apps.splice(this.apps.indexOf(this.app(nameOrId)), 1);
  }
}
