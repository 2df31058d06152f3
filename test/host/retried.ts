/** What failed in this process and was tried once more: it is named after the run. */
export const retried: string[] = [];
