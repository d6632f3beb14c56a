import { pinnedVersion } from "./versions";

/** A file with the released CLI for one platform. */
export interface Release {
    readonly file: string;
    readonly algorithm: "sha256" | "sha512";
    /** The file's digest by that algorithm, in hex. */
    readonly digest: string;
}

/**
 * The releases of {@link pinnedVersion} by `<process.platform>-<process.arch>`, with the digests that Pulumi publishes: in its
 * Homebrew tap, and for Windows in Scoop's main bucket.
 *
 * @see https://github.com/pulumi/homebrew-tap/blob/master/Formula/pulumi.rb
 * @see https://github.com/ScoopInstaller/Main/blob/master/bucket/pulumi.json
 */
export const releases: Readonly<Record<string, Release>> = {
    "darwin-arm64": tarball("darwin-arm64", "4f743ed05afd9dc2e0663622e496bfe903a6ae6c102c54cf9e3f84af85a695bf"),
    "darwin-x64": tarball("darwin-x64", "65cab2b670b6fd85e7bbcf956563cf7597ea13c2804c82f95f7407e60b01ec5f"),
    "linux-arm64": tarball("linux-arm64", "c5928718c70ab328b22843ee41908942148743ff3021b29852efdcdd6ce369f1"),
    "linux-x64": tarball("linux-x64", "b6cf2de0243fece40f386bc7ae6a5194c39e15891c79f66cc6c8905bea8c6479"),
    "win32-x64": {
        file: `pulumi-v${pinnedVersion}-windows-x64.zip`,
        algorithm: "sha512",
        digest:
            "2046e652bb647b9ecffd6e545f0c9f0a170e34d2a41b6119a9c7bbb40812c559" +
            "bb2b2c0e1de01556abbfb8bf37ab1aed735aedf8066e75487c07fea8ba7b8cf6",
    },
};

function tarball(platform: string, digest: string): Release {
    return { file: `pulumi-v${pinnedVersion}-${platform}.tar.gz`, algorithm: "sha256", digest };
}
