import assert from "node:assert/strict";
import { isBranchName, isHostName, isImageName } from "../../../src/model/names.ts";

const sorted = (is: (text: string) => boolean, good: readonly string[], bad: readonly string[]) => {
  for (const text of good) assert.equal(is(text), true, text);
  for (const text of bad) assert.equal(is(text), false, text);
};

describe("The name", () => {
  it("of a branch is one that Git allows", () => {
    sorted(
      isBranchName,
      ["main", "feature/äpfel-2", "release-1.2", "user@host", "a"],
      [
        "",
        "two words",
        "-x",
        "a..b",
        "a~1",
        "HEAD^",
        "x:y",
        "a\\b",
        "end.",
        "end/",
        "a//b",
        "x.lock",
        "a@{1}",
        "a\u0007",
      ],
    );
  });

  it("of an image has letters, digits and the signs of registries, tags and digests", () => {
    sorted(
      isImageName,
      ["nginx", "nginx:1.27", "ghcr.io/acme/shop:main", "localhost:5000/shop@sha256:0123"],
      ["", "two words", "-x", "shop:", "a//b", "$(id)", "shop;ls", "../shop"],
    );
  });

  it("of a host leads nowhere else than it says", () => {
    sorted(
      isHostName,
      ["shop.example.com", "a-b.example.xn--p1ai", "SHOP.example.com"],
      [
        "",
        "localhost",
        "shop.example.com/path",
        "me@example.com",
        "example.com:80",
        "*.example.com",
        "-a.example.com",
        "a..b",
      ],
    );
  });
});
