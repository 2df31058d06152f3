import { Ajv } from "ajv";
import addFormats from "ajv-formats";

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
addFormats(ajv);

/** What is wrong with a value by a JSON Schema; empty when nothing is. */
export function violations(schema: object, value: unknown): string {
  return ajv.validate(schema, value) ? "" : ajv.errorsText();
}
