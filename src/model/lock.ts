/** Keeps other windows from doing the same as this one. Undefined when one of them is at it; else the way to let go. */
export type Lock = (name: string) => Promise<(() => Promise<void>) | undefined>;
