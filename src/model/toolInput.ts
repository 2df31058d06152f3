/** What a language model may ask of the tools. package.json says the same as JSON schemas, which not every host checks. */
import * as v from "valibot";
import { deploymentIdSchema } from "../sevalla/resources.ts";

/** Name or ID of an app; the linked one when it is left out. */
const app = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200)));

function count(most: number, usual: number) {
  return v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most)), usual);
}

export const listInput = v.strictObject({ app, limit: count(50, 10) });
export const logInput = v.strictObject({ app, deploymentId: v.optional(deploymentIdSchema), lines: count(300, 100) });
export const planInput = v.strictObject({ app, deploymentId: v.optional(deploymentIdSchema) });
export const rollBackInput = v.strictObject({
  planId: v.pipe(v.string(), v.regex(/^plan-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)),
});

/** The input in its proper shape, or undefined. */
export function readInput<T>(schema: v.GenericSchema<unknown, T>, input: unknown): T | undefined {
  // To valibot, an array is an object, too.
  const read = Array.isArray(input) ? undefined : v.safeParse(schema, input);
  return read?.success ? read.output : undefined;
}
