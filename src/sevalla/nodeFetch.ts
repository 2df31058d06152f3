import fetch from "node-fetch";
import type { Fetch } from "./fetch.ts";

export const nodeFetch: Fetch = fetch;
