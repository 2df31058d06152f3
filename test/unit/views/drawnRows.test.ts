import assert from "node:assert/strict";
import { DrawnRows } from "../../../src/views/drawnRows.ts";

interface Item {
  readonly id: string;
}

const items = (ids: string) => [...ids].map((id): Item => ({ id }));
const idsOf = (found: readonly Item[]) => found.map(({ id }) => id).join("");

/** The rows a and b, with c and d below a, all drawn. */
function drawn() {
  const rows = new DrawnRows<Item>(({ id }) => id);
  const looks = new Map<string, string>();
  const below = new Map([["a", "cd"]]);
  const look = ({ id }: Item) => looks.get(id) ?? "as ever";
  const [a] = rows.give(undefined, items("ab"));
  assert.ok(a);
  const children = rows.give(a, items("cd"));
  for (const node of rows.nodes()) rows.drew(node, look(node));
  const changes = (suspects = "ab") =>
    idsOf(
      rows.changes(items(suspects), look, ({ id }) => {
        const ids = below.get(id);
        return ids === undefined ? undefined : items(ids);
      }),
    );
  return { rows, looks, below, a, children, changes };
}

describe("What VS Code was given of a tree", () => {
  it("has not changed when all looks as it did, whatever objects it is made of by now", () => {
    const { rows, changes } = drawn();
    assert.equal(changes(), "");
    assert.equal(
      rows.isOtherBelow(undefined, () => items("ab")),
      false,
    );
  });

  it("has changed in the rows that look otherwise, and in no others", () => {
    const { looks, changes } = drawn();
    looks.set("b", "new").set("d", "new");
    assert.equal(changes("b"), "b");
    assert.equal(changes(), "d");
    assert.equal(changes(), "", "all was told");
  });

  it("names a row whose children are others, and not what is below it", () => {
    const { rows, a, looks, below, changes } = drawn();
    below.set("a", "ecd");
    looks.set("d", "new");
    assert.equal(changes(), "a");
    rows.give(a, items("cd"));
    below.set("a", "dc");
    assert.equal(changes(), "a");
    assert.equal(changes(), "", "VS Code was told and will ask");
    rows.give(a, items("cd"));
    below.delete("a");
    assert.equal(changes(), "a");
  });

  it("says nothing of rows that VS Code has not asked for", () => {
    const { rows, below, looks, changes } = drawn();
    below.set("b", "x");
    looks.set("x", "new");
    assert.equal(changes(), "");
    assert.equal(changes("xyz"), "");
    assert.equal(
      new DrawnRows<Item>(({ id }) => id).isOtherBelow(undefined, () => items("abc")),
      false,
    );
    assert.equal(
      rows.isOtherBelow(undefined, () => items("abc")),
      true,
    );
  });

  it("is told to be another as a whole until VS Code asks for the rows at the top", () => {
    const { rows, a } = drawn();
    assert.equal(rows.isAllTold, false);
    rows.tellAll();
    rows.give(a, items("cd"));
    assert.equal(rows.isAllTold, true);
    rows.give(undefined, items("ab"));
    assert.equal(rows.isAllTold, false);
  });

  it("gives a row the object that it has, as long as it is there", () => {
    const { rows, a, children } = drawn();
    const [c, d] = children;
    assert.deepEqual(rows.give(a, items("dec")).indexOf(d ?? a), 0);
    assert.equal(rows.known({ id: "c" }), c);
    rows.give(a, items("e"));
    assert.notEqual(rows.known({ id: "c" }), c);
  });

  it("forgets what is gone, and all that was below it", () => {
    const { rows, a } = drawn();
    rows.forgetChildren(a);
    assert.equal(idsOf(rows.nodes()), "ab");
    rows.give(a, items("cd"));
    rows.give(undefined, items("b"));
    assert.equal(idsOf(rows.nodes()), "b");
  });

  it("keeps a row that has moved below another before it left its old place", () => {
    const { rows, a } = drawn();
    const [b] = rows.give(undefined, items("ab")).slice(1);
    assert.ok(b);
    rows.give(b, items("c"));
    rows.give(a, items("d"));
    assert.equal(rows.has({ id: "c" }), true);
  });
});
