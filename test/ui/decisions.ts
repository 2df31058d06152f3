let made = 0;

/** Is told whenever somebody picks a row, presses a button of a message or confirms an input. */
export function decide(): void {
  made++;
}

/** How many decisions were made in this process so far. */
export function decisionsMade(): number {
  return made;
}
