import { UserImportError } from "../errors/errors";
import { isShownWord } from "../errors/isShownWord";
import { type AssetValue, assetKind } from "./assetValue";
import { parseS3Url, type S3Location } from "./s3Location";

/** The longest path that Linux takes. */
const maxPathLength = 4096;

/** Where a source is, out of what a program wrote. */
export type SourceLocation =
    | { readonly kind: "file"; readonly path: string }
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "remote"; readonly url: URL }
    | ({ readonly kind: "s3" } & S3Location);

/**
 * Reads the argument `source`: a path, `s3://bucket/key`, or a Pulumi asset.
 *
 * @throws UserImportError `validation-failed`, saying what it must be; never with the text or the URL of an asset
 */
export function locateSource(source: string | AssetValue): SourceLocation {
    if (typeof source !== "string") {
        return locateAsset(source);
    }
    if (source === "") {
        throw refused("it is empty; write the path of the CSV");
    }
    if (/^s3:\/\//i.test(source)) {
        return { kind: "s3", ...parseS3Url(source) };
    }
    if (/^https?:\/\//i.test(source)) {
        const tls = /^http:/i.test(source) ? "begin with https:// and " : "";
        throw refused(`a URL must ${tls}be an asset: new pulumi.asset.RemoteAsset(url)`);
    }
    if (source.length > maxPathLength || /[\r\n]/.test(source)) {
        throw refused(
            "it looks like the content of a CSV, not a path; write the path, or new pulumi.asset.StringAsset(text)",
        );
    }
    return { kind: "file", path: source };
}

/**
 * What messages and state call a source: its path or S3 URL, the server of a remote asset, and its file name where that is
 * plainly one (all else of a URL may be a credential), `text asset` for one whose content is in the program.
 */
export function describeLocation(location: SourceLocation): string {
    switch (location.kind) {
        case "file":
            return location.path;
        case "text":
            return "text asset";
        case "remote":
            return describeUrl(location.url);
        case "s3":
            return location.text;
    }
}

function describeUrl({ origin, pathname }: URL): string {
    const folders = pathname.split("/").slice(1);
    const name = folders.pop() ?? "";
    const isFileName = /\.csv$/i.test(name) && isShownWord(name.replace(/[-_]?\d{1,4}(?=[-_.])/g, ""), true);
    const hidden = folders.length > 0 || (name !== "" && !isFileName) ? "/…" : "";
    return `${origin}${hidden}${isFileName ? `/${name}` : ""}`;
}

function locateAsset(asset: AssetValue): SourceLocation {
    const kind = assetKind(asset);
    if (kind === "archive") {
        throw refused("it is an archive; give the CSV itself, as a path or an asset");
    }
    if (kind === undefined) {
        throw refused("it must be a path, s3://bucket/key or a Pulumi asset");
    }
    if (typeof asset.text === "string") {
        return { kind: "text", text: asset.text };
    }
    if (typeof asset.path === "string" && asset.path !== "") {
        return { kind: "file", path: asset.path };
    }
    if (typeof asset.uri === "string" && URL.canParse(asset.uri)) {
        return locateUri(new URL(asset.uri));
    }
    throw refused("the asset has no path, text or URL");
}

function locateUri(url: URL): SourceLocation {
    if (url.protocol === "file:") {
        throw refused("it is a remote asset of a local file; use new pulumi.asset.FileAsset(path)");
    }
    if (url.protocol !== "https:" && url.protocol !== "http:") {
        throw refused("the URL of a remote asset must begin with https://");
    }
    return { kind: "remote", url };
}

function refused(reason: string): UserImportError {
    return new UserImportError("validation-failed", reason);
}
