/** Where pending rollbacks are kept: known by itself, so that a start can look without loading what reads them. */
export const pendingMemoryKey = "sevalla.pendingRollbacks";
