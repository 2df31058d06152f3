const limitMs = 30_000;
const pauseMs = 25;

/** Asks again and again until the answer is accepted, and returns it; rejects with the last answer after 30 s. */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  isAccepted: (answer: T) => boolean = Boolean,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (isAccepted(answer)) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}; last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
