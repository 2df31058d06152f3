/** For the fault "malformed": sets these fields of the answer. */
export function changeAnswer(fields: object): (answer: unknown) => unknown {
  return (answer) => (isObject(answer) ? { ...answer, ...fields } : answer);
}

/** For the fault "malformed": sets these fields of one item of a page or list. */
export function changeItem(index: number, fields: object): (answer: unknown) => unknown {
  const changed = (items: readonly unknown[]) =>
    items.map((item, at) => (at === index && isObject(item) ? { ...item, ...fields } : item));
  return (answer) => {
    if (Array.isArray(answer)) return changed(answer);
    if (isObject(answer) && "data" in answer && Array.isArray(answer.data)) {
      return { ...answer, data: changed(answer.data) };
    }
    return answer;
  };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
