/** The error of a connection that was cut, as Node has it; the SDK takes it for a transient one. */
export function connectionReset(): Error {
    return Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
}
