export const minuteMs = 60_000;
/** How many minutes before and after a rollback are compared. */
export const minutesCompared = 10;
export const comparedMs = minutesCompared * minuteMs;
