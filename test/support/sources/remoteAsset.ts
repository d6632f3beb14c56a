/** A RemoteAsset as the engine hands it to a dynamic provider. */
export function remoteAsset(uri: string): object {
    return { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", uri };
}
