/** Whether Git allows a branch to have this name. */
export function isBranchName(text: string): boolean {
  return /^[^\s~^:?*[\\\p{Cc}]+$/u.test(text) && !/^[-/.]|\.\.|@\{|\/\/|[/.]$|\.lock$/.test(text);
}

/** Whether a Docker image can be called this, with or without registry, tag and digest. */
export function isImageName(text: string): boolean {
  return /^[a-z0-9][\w./:@-]*$/i.test(text) && !/[/:@-]$|\.\.|\/\//.test(text);
}

/** Whether this is the name of a host, and nothing that would lead elsewhere than it says. */
export function isHostName(text: string): boolean {
  return /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i.test(text);
}
