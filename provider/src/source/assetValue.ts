/** Under this key a property says what it is (`@pulumi/pulumi`, runtime/rpc: specialSigKey). */
export const signatureKey = "4dabf18193072939515e22adb298388d";
const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";

/** A Pulumi asset as the engine hands it to a dynamic provider. One of `path`, `text` and `uri` is set. */
export interface AssetValue {
    readonly [signatureKey]?: unknown;
    readonly path?: unknown;
    readonly text?: unknown;
    readonly uri?: unknown;
}

/** What a property is; `undefined` for one that is neither. */
export function assetKind(value: unknown): "asset" | "archive" | undefined {
    const signature = typeof value === "object" && value !== null ? (value as AssetValue)[signatureKey] : undefined;
    if (signature === archiveSignature) {
        return "archive";
    }
    return signature === assetSignature ? "asset" : undefined;
}
