import { hashedUuid } from "./hashed.ts";

export interface KeyTokens {
  readonly valid: string;
  /** May read, but not deploy, roll back, cancel or change. */
  readonly readOnly: string;
  readonly revoked: string;
  /** Good until three days after the start. */
  readonly expiring: string;
  readonly otherAccount: string;
}

export const keyTokens: KeyTokens = {
  valid: "svl_harbor_full_2f9c41d7a8",
  readOnly: "svl_harbor_read_86b03e5c1d",
  revoked: "svl_harbor_gone_d41f7702be",
  expiring: "svl_harbor_soon_5a9e60c3f4",
  otherAccount: "svl_lantern_full_c07b18e92a",
};

export interface ApiKey {
  readonly id: string;
  readonly token: string;
  readonly name: string;
  readonly owner: "account" | "otherAccount";
  readonly canWrite: boolean;
  isEnabled: boolean;
  /** Milliseconds since 1970. */
  readonly expiresAt: number | null;
}

const threeDays = 3 * 24 * 60 * 60_000;

export class KeyRing {
  readonly #keys: ApiKey[];

  constructor(now: number) {
    const key = (token: string, name: string, facts: Partial<ApiKey> = {}): ApiKey => ({
      id: hashedUuid(`key/${name}`),
      token,
      name,
      owner: "account",
      canWrite: true,
      isEnabled: true,
      expiresAt: null,
      ...facts,
    });
    this.#keys = [
      key(keyTokens.valid, "Mara's laptop"),
      key(keyTokens.readOnly, "Status board", { canWrite: false }),
      key(keyTokens.revoked, "Old CI", { isEnabled: false }),
      key(keyTokens.expiring, "Contractor", { expiresAt: now + threeDays }),
      key(keyTokens.otherAccount, "Lantern CI", { owner: "otherAccount" }),
    ];
  }

  find(token: string): ApiKey | undefined {
    return this.#keys.find((key) => key.token === token);
  }

  revoke(token: string): void {
    const key = this.find(token);
    if (!key) throw new Error("The sandbox has no such key.");
    key.isEnabled = false;
  }
}

export function isUsable(key: ApiKey, now: number): boolean {
  return key.isEnabled && (key.expiresAt === null || now < key.expiresAt);
}
