export interface Person {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  /** Account number at the Git host, of which the avatar's address is made. */
  readonly avatar: number;
}

export const people = {
  mara: { login: "mara-lindqvist", name: "Mara Lindqvist", email: "mara@harborgoods.example", avatar: 1048213 },
  tomasz: { login: "tomasz-w", name: "Tomasz Wieczorek", email: "tomasz@harborgoods.example", avatar: 3391077 },
  ines: { login: "inesrocha", name: "Inês Rocha", email: "ines@harborgoods.example", avatar: 7720465 },
  dele: { login: "dele-akin", name: "Dele Akinyemi", email: "dele@harborgoods.example", avatar: 9150332 },
  renovate: {
    login: "renovate[bot]",
    name: "renovate[bot]",
    email: "29139614+renovate[bot]@users.noreply.github.com",
    avatar: 29139614,
  },
} as const satisfies Record<string, Person>;

/** Who is behind a login; a login nobody in the account has becomes a person of its own. */
export function personOf(login: string): Person {
  const known = Object.values<Person>(people).find((person) => person.login === login);
  return known ?? { login, name: login, email: `${login}@users.noreply.github.com`, avatar: 583231 };
}
