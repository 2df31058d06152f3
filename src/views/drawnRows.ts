interface DrawnRow<Node> {
  readonly node: Node;
  /** The key of the row that it stands below; empty at the top. */
  parent: string;
  look: string | undefined;
  children: readonly Node[] | undefined;
  /** VS Code was told that they are others, and has not asked since. */
  isTold: boolean;
}

/** What VS Code was given of a tree, by which to tell it of nothing but what has become another. */
export class DrawnRows<Node extends object> {
  readonly #keyOf: (node: Node) => string;
  readonly #rows = new Map<string, DrawnRow<Node>>();
  #top: readonly Node[] | undefined;
  #isAllTold = false;

  /** @param keyOf tells rows apart, whatever objects they are */
  constructor(keyOf: (node: Node) => string) {
    this.#keyOf = keyOf;
  }

  /** Whether VS Code was told that all rows may be others, and has not asked since. */
  get isAllTold(): boolean {
    return this.#isAllTold;
  }

  has(node: Node): boolean {
    return this.#rows.has(this.#keyOf(node));
  }

  /** The object that VS Code was given for such a row, if it was given one. */
  known(node: Node): Node {
    return this.#rows.get(this.#keyOf(node))?.node ?? node;
  }

  nodes(): Node[] {
    return Array.from(this.#rows.values(), ({ node }) => node);
  }

  /** Notes how a row is drawn. */
  drew(node: Node, look: string): void {
    const row = this.#rows.get(this.#keyOf(node));
    if (row) row.look = look;
  }

  /**
   * Notes what is below a row, or at the top, and forgets what was there before. VS Code knows a row by its object: it is
   * answered which to give.
   */
  give(parent: Node | undefined, children: readonly Node[]): Node[] {
    const before = this.#childrenOf(parent);
    const place = this.#placeOf(parent);
    const nodes = children.map((node) => this.#kept(node, place));
    this.#setChildren(parent, nodes);
    const now = new Set(nodes);
    for (const node of before ?? []) if (!now.has(node)) this.#forget(node, place);
    return nodes;
  }

  /** VS Code asks for them again when it shows them. */
  forgetChildren(parent: Node): void {
    for (const node of this.#childrenOf(parent) ?? []) this.#forget(node, this.#placeOf(parent));
    this.#setChildren(parent, undefined);
  }

  /** VS Code is told to ask for all rows. */
  tellAll(): void {
    this.#isAllTold = true;
  }

  /** Whether other rows than were given belong below a row, or at the top. No: also when VS Code has not asked. */
  isOtherBelow(parent: Node | undefined, children: () => readonly Node[] | undefined): boolean {
    const given = this.#childrenOf(parent);
    if (!given) return false;
    const now = children() ?? [];
    return given.length !== now.length || now.some((node, at) => this.#rows.get(this.#keyOf(node))?.node !== given[at]);
  }

  /**
   * Which of these rows, and of those below them, are others than VS Code was given: what is below a row that is named
   * is not, since VS Code asks for it with the row. How they look now counts as drawn.
   */
  changes(
    suspects: Iterable<Node>,
    look: (node: Node) => string,
    children: (node: Node) => readonly Node[] | undefined,
  ): Node[] {
    const changed: Node[] = [];
    for (const suspect of suspects) {
      const row = this.#rows.get(this.#keyOf(suspect));
      if (!row) continue;
      const { node } = row;
      const isOther = !row.isTold && this.isOtherBelow(node, () => children(node));
      row.isTold ||= isOther;
      if (this.#takesLook(row, look) || isOther) changed.push(node);
      else if (!row.isTold) for (const child of row.children ?? []) if (this.#isOther(child, look)) changed.push(child);
    }
    return changed;
  }

  #isOther(node: Node, look: (node: Node) => string): boolean {
    const row = this.#rows.get(this.#keyOf(node));
    return row !== undefined && this.#takesLook(row, look);
  }

  /** Whether it is another than before. */
  #takesLook(row: DrawnRow<Node>, look: (node: Node) => string): boolean {
    const before = row.look;
    if (before === undefined) return false;
    row.look = look(row.node);
    return row.look !== before;
  }

  #kept(node: Node, parent: string): Node {
    const key = this.#keyOf(node);
    const known = this.#rows.get(key);
    if (!known) this.#rows.set(key, { node, parent, look: undefined, children: undefined, isTold: false });
    else known.parent = parent;
    return known?.node ?? node;
  }

  #placeOf(parent: Node | undefined): string {
    return parent === undefined ? "" : this.#keyOf(parent);
  }

  #childrenOf(parent: Node | undefined): readonly Node[] | undefined {
    return parent === undefined ? this.#top : this.#rows.get(this.#keyOf(parent))?.children;
  }

  #setChildren(parent: Node | undefined, children: readonly Node[] | undefined): void {
    if (parent === undefined) {
      this.#top = children;
      this.#isAllTold = false;
    } else {
      const row = this.#rows.get(this.#keyOf(parent));
      if (row) Object.assign(row, { children, isTold: false });
    }
  }

  /** What stands below another row by now stays. */
  #forget(node: Node, parent: string): void {
    const key = this.#keyOf(node);
    const row = this.#rows.get(key);
    if (row?.parent !== parent) return;
    this.#rows.delete(key);
    for (const child of row.children ?? []) this.#forget(child, key);
  }
}
