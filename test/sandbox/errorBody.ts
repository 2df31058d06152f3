import { hashed } from "./hashed.ts";

/** The reference's error object; `data.code` is a tracking id made of the request's id. */
export function errorBody(status: number, message: string, requestId: string, detail: string = message) {
  return { message, status, data: { code: `trk_${hashed(requestId).slice(0, 12)}`, message: detail } };
}
