/** Groups of keys that are one: a small union-find. */
export class Groups {
  readonly #parent = new Map<string, string>();
  find(key: string): string {
    let root = key;
    for (let up = this.#parent.get(root); up !== undefined && up !== root; up = this.#parent.get(root))
      root = up;
    this.#parent.set(key, root);
    return root;
  }
  keys(): Iterable<string> {
    return [...this.#parent.keys()];
  }
  join(a: string, b: string): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA !== rootB) this.#parent.set(rootB, rootA);
  }
}
