import assert from "node:assert/strict";
import { sameRepository } from "../../../src/model/sameRepository.ts";

describe("Two addresses", () => {
  const shop = "https://github.com/acme/shop";
  for (const other of [
    "https://github.com/acme/shop.git",
    "https://github.com/acme/shop/",
    "https://GitHub.com/Acme/Shop",
    "http://github.com/acme/shop",
    "https://ada:secret@github.com/acme/shop.git",
    "git@github.com:acme/shop.git",
    "github.com:acme/shop",
    "git@github.com:/acme/shop.git",
    "ssh://git@github.com/acme/shop.git",
    "ssh://git@github.com:22/acme/shop",
    "ssh://git@ssh.github.com:443/acme/shop.git",
    "git://github.com/acme/shop.git",
    " https://www.github.com/acme/shop\n",
    "https://github.com/acme/sho%70",
  ]) {
    it(`are of one repository: ${JSON.stringify(other)}`, () => {
      assert.equal(sameRepository(shop, other), true);
      assert.equal(sameRepository(other, shop), true);
    });
  }

  for (const other of [
    "https://github.com/acme/shop2",
    "https://github.com/acme",
    "https://gitlab.com/acme/shop",
    "git@github.com:acme/other.git",
    "https://evil.example/github.com/acme/shop",
    "file:///home/ada/github.com/acme/shop",
    "/home/ada/acme/shop",
    "C:\\acme\\shop",
    "",
  ]) {
    it(`are of two: ${JSON.stringify(other)}`, () => assert.equal(sameRepository(shop, other), false));
  }

  it("that are no addresses are not of one repository, even if they are the same", () => {
    for (const text of ["", "shop", "/srv/shop", "C:/shop", "https://github.com/"]) {
      assert.equal(sameRepository(text, text), false);
    }
  });
});
