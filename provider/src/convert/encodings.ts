import { TextDecoder } from "node:util";

/** Whether there is an encoding of this name. */
export function isEncoding(label: string): boolean {
    try {
        return new TextDecoder(label).encoding !== "";
    } catch {
        return false;
    }
}
