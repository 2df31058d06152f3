import assert from "node:assert/strict";
import { json } from "../../../src/sevalla/json.ts";
import { atOnce } from "../../../src/sevalla/slices.ts";

const read = (text: string) => atOnce(json(text));
const steps = (text: string) => [...json(text)].length;
const entries = (message: string, count = 20_000) =>
  Array.from({ length: count }, (_, index) => ({ id: index, message: `${message} ${index}` }));

describe("JSON", () => {
  it("is read as JSON.parse reads it, whatever it is", () => {
    for (const text of ["1", '"a"', "null", "[]", " [ ] ", "{}", '[{"a":[1,{}]},{"b":2}]']) {
      assert.deepEqual(read(text), JSON.parse(text));
    }
    for (const text of ["", "[", "{", "[1,]", "<html>", '[{"a":1},]']) assert.throws(() => read(text), SyntaxError);
  });

  it("is read in several steps when it is a long list", () => {
    const list = entries("a line");
    const text = JSON.stringify(list);
    assert.ok(steps(text) >= 3);
    assert.deepEqual(read(text), list);
    assert.deepEqual(read(` \n${text}\n`), list);
  });

  it("is read rightly where a text looks like the end of an element, or elements are within others", () => {
    const texts = entries('"},{"');
    assert.deepEqual(read(JSON.stringify(texts)), texts);
    const nested = [{ list: entries("within") }, { list: entries("others") }];
    assert.deepEqual(read(JSON.stringify(nested)), nested);
    const bare = ["},{".repeat(200_000), "\\", { a: 1 }, { b: "},{" }];
    assert.deepEqual(read(JSON.stringify(bare)), bare);
    const spaced = JSON.stringify(entries("spaced"), undefined, 2);
    assert.deepEqual(read(spaced), JSON.parse(spaced));
  });

  it("is not read when it is broken anywhere", () => {
    const text = JSON.stringify(entries("a line"));
    for (const broken of [
      text.slice(0, -1),
      text.slice(0, -200),
      `${text}]`,
      `${text},`,
      text.replace("a line 12000", '"'),
    ])
      assert.throws(() => read(broken), SyntaxError);
  });
});
