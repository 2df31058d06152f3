import path from "node:path";
import { projectRoot } from "./projectRoot.ts";

/** The package to be tested as it is, such as one that is about to be released. Without it one is packed. */
export const { VSCODE_TEST_VSIX: givenPackage } = process.env;

/** The packed extension, which UI tests install. */
export const packedExtension = path.resolve(projectRoot, givenPackage ?? "out/sevalla-deployments.vsix");
