import assert from "node:assert/strict";
import { parseBaseUrl } from "../../../src/sevalla/baseUrl.ts";

describe("the setting of the API address", () => {
  const good = [
    ["", "https://api.sevalla.com/v3"],
    ["  ", "https://api.sevalla.com/v3"],
    ["https://api.sevalla.com/v3", "https://api.sevalla.com/v3"],
    ["https://api.sevalla.com/v3/", "https://api.sevalla.com/v3"],
    [" https://gateway.example.com/sevalla// ", "https://gateway.example.com/sevalla"],
    ["http://localhost:4010/v3", "http://localhost:4010/v3"],
    ["http://127.0.0.1:4010/v3", "http://127.0.0.1:4010/v3"],
    ["http://127.8.9.1/v3", "http://127.8.9.1/v3"],
    ["http://[::1]:80/v3", "http://[::1]/v3"],
    ["https://api.example.com", "https://api.example.com/"],
  ] as const;
  for (const [setting, href] of good) {
    it(`may be ${JSON.stringify(setting)}`, () => assert.equal(parseBaseUrl(setting)?.href, href));
  }

  const bad = [
    "api.sevalla.com/v3",
    "not an address",
    "http://api.sevalla.com/v3",
    "http://localhost.example.com/v3",
    "http://127.0.0.1.example.com/v3",
    "http://127.example.com/v3",
    "http://192.168.1.2/v3",
    "http://[::2]/v3",
    "ftp://localhost/v3",
    "file:///etc/passwd",
    "https://user:pass@api.sevalla.com/v3",
    "https://user@api.sevalla.com/v3",
    "https://api.sevalla.com/v3?key=1",
    "https://api.sevalla.com/v3?",
    "https://api.sevalla.com/v3#top",
  ];
  for (const setting of bad) {
    it(`may not be ${JSON.stringify(setting)}`, () => assert.equal(parseBaseUrl(setting), undefined));
  }
});
