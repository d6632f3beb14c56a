import { explainAwsError } from "../cognito/awsError";
import { UserImportError } from "../errors";
import type { Source } from "../source/source";
import { openInputSource } from "./inputSource";
import { asUploaded, digestSource } from "./inspectSource";
import type { JobContext } from "./jobContext";
import { verifiedSource } from "./verifiedSource";

/**
 * What is to be uploaded: the source as it was checked, with the pool's columns. Every reading of it throws
 * UserImportError `source-changed` before its last bytes where it is anything else.
 */
export async function prepareUpload(context: JobContext): Promise<Source> {
    const { api, deps, inputs, userPoolId } = context;
    const source = await openInputSource(deps, inputs);
    if (source.withColumns === undefined) {
        return verifiedSource(source, inputs.sourceDigest);
    }
    if ((await digestSource(source)) !== inputs.sourceDigest) {
        throw changed(source);
    }
    const header = await api.getCsvHeader(userPoolId).catch((error: unknown) => {
        throw explainAwsError(error, { operation: "GetCSVHeader", userPoolId });
    });
    const encoded = asUploaded(source, { header });
    return verifiedSource(encoded, await digestSource(encoded));
}

function changed(source: Source): UserImportError {
    return new UserImportError(
        "source-changed",
        `The source ${source.description} is no longer what was checked. Nothing of it was imported; run again.`,
    );
}
