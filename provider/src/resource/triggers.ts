import { createHash } from "node:crypto";
import { isPresent } from "../argumentValues";
import { isUnknown } from "./unknown";

/** Triggers that take more bytes than this as JSON are kept as a digest: they are only compared. */
const maxTriggerBytes = 4_096;

/**
 * Triggers as they are kept and compared: none for `undefined`, `null` and an empty list, which are one, and a digest
 * (`["sha256:…"]`) where they are large, since state, and errors that carry it, have only so much room.
 */
export function normalTriggers(triggers: readonly unknown[] | null | undefined): readonly unknown[] | undefined {
    if (!isPresent(triggers) || triggers.length === 0) {
        return undefined;
    }
    const text = isUnknown(triggers) ? "" : JSON.stringify(triggers);
    return Buffer.byteLength(text) <= maxTriggerBytes
        ? triggers
        : [`sha256:${createHash("sha256").update(text).digest("hex")}`];
}
