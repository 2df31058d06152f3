/** The code's half of package.json: every id that VS Code knows us by. A test keeps the two halves equal. */

export const extensionId = "sevalla-deployments.sevalla-deployments";

export const commandIds = {
  signIn: "sevalla.signIn",
  signOut: "sevalla.signOut",
  switchAccount: "sevalla.switchAccount",
  refresh: "sevalla.refresh",
  filterApps: "sevalla.filterApps",
  clearFilter: "sevalla.clearFilter",
  groupByProject: "sevalla.groupByProject",
  listFlat: "sevalla.listFlat",
  linkApp: "sevalla.linkApp",
  unlinkApp: "sevalla.unlinkApp",
  rollBack: "sevalla.rollBack",
  undoRollback: "sevalla.undoRollback",
  previewRollback: "sevalla.previewRollback",
  planRollback: "sevalla.planRollback",
  deploy: "sevalla.deploy",
  restart: "sevalla.restart",
  cancelDeployment: "sevalla.cancelDeployment",
  openApp: "sevalla.openApp",
  pauseAutoDeploy: "sevalla.pauseAutoDeploy",
  resumeAutoDeploy: "sevalla.resumeAutoDeploy",
  copyIncidentNote: "sevalla.copyIncidentNote",
  openDeployment: "sevalla.openDeployment",
  openDeploymentBeside: "sevalla.openDeploymentBeside",
  openLog: "sevalla.openLog",
  openRuntimeLog: "sevalla.openRuntimeLog",
  saveLog: "sevalla.saveLog",
  loadMore: "sevalla.loadMore",
  openCommit: "sevalla.openCommit",
  showUndoneCommits: "sevalla.showUndoneCommits",
  showUndoneChanges: "sevalla.showUndoneChanges",
  fetchUndone: "sevalla.fetchUndone",
  copyCommitSha: "sevalla.copyCommitSha",
  copyImage: "sevalla.copyImage",
  copyDeploymentId: "sevalla.copyDeploymentId",
  copyAppId: "sevalla.copyAppId",
  copyLink: "sevalla.copyLink",
  openDashboard: "sevalla.openDashboard",
  showMenu: "sevalla.showMenu",
  showLog: "sevalla.showLog",
  showSupportInfo: "sevalla.showSupportInfo",
} as const;

/** What package.json's keys hand over: the command is for the selected rows. */
export const bySelection = "selection";

/** What a row of the tree hands over beside itself when it is clicked on. */
export const byRow = "row";

/** Tools for language models. */
export const toolNames = {
  listDeployments: "sevalla_listDeployments",
  deploymentLog: "sevalla_deploymentLog",
  planRollback: "sevalla_planRollback",
  rollBack: "sevalla_rollBack",
} as const;

export const viewContainerId = "sevalla";

export const viewIds = { apps: "sevalla.apps" } as const;

export const contextKeys = {
  /** "signedOut", "rejected", "loading", "failed", "empty" or "ready": what the Apps view has to show. */
  account: "sevalla.account",
  /** Whether a folder of this workspace is linked to an app. */
  linked: "sevalla.linked",
  /** How many accounts are stored for the API address in use. */
  accounts: "sevalla.accounts",
  /** Whether the Apps view lists only some of the apps. */
  filtered: "sevalla.filtered",
  /** Whether the Apps view lists the apps by project. */
  grouped: "sevalla.grouped",
} as const;

export const settingKeys = {
  app: "sevalla.app",
  apps: "sevalla.apps",
  apiUrl: "sevalla.apiUrl",
  authorPictures: "sevalla.details.authorPictures",
  protectedApps: "sevalla.rollback.protectedApps",
  riskPatterns: "sevalla.rollback.riskPatterns",
  notify: "sevalla.notify",
} as const;

export const authenticationId = "sevalla";

export const panelType = "sevalla.deployment";

/** Of the addresses of logs in editors. */
export const logScheme = "sevalla-log";

export const statusItemId = "sevalla.app";
