/** Whether two addresses are of one repository, however it is reached: by SSH or HTTPS, as whoever, with .git or not. */
export function sameRepository(a: string, b: string): boolean {
  const place = placeOf(a);
  return place !== undefined && place === placeOf(b);
}

const scpLike = /^(?:[^@/\\]+@)?([^:/\\]+):(?!\/\/)(.+)$/;

/** "host/owner/name" in lower case; undefined for what is no address at a host. */
function placeOf(address: string): string | undefined {
  const text = address.trim();
  const [, scpHost, scpPath] = text.includes("://") ? [] : (scpLike.exec(text) ?? []);
  if (scpHost && scpPath) return place(scpHost, scpPath);
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, pathname } = new URL(text);
  return /^(?:https?|ssh|git|git\+ssh|ssh\+git):$/.test(protocol) ? place(hostname, pathname) : undefined;
}

/** Ports and the hosts that serve SSH on the port of HTTPS are only other ways in. */
function place(host: string, path: string): string | undefined {
  const name = decoded(path)
    .replace(/^\/+|\/+$/g, "")
    .replace(/\.git$/i, "");
  const isDrive = host.length === 1;
  return host === "" || isDrive || name === ""
    ? undefined
    : `${host.replace(/^(?:ssh|altssh|www)\./i, "")}/${name}`.toLowerCase();
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
