import { readFileSync } from "node:fs";
import * as tls from "node:tls";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import { UserImportError } from "../../errors/errors";
import type { AwsSettings } from "../settings/awsSettings";
import { configName } from "../settings/configName";

/** How the certificate of a server is checked. */
export interface CertificateChecks {
    /** Whom to trust; `undefined`: whom Node trusts. */
    readonly secureContext?: SecureContext;
    /** `false`: certificates are not checked. */
    readonly rejectUnauthorized?: boolean;
}

/**
 * How certificates are checked: `customCaBundle`, else the environment's `AWS_CA_BUNDLE`, adds the authorities of a PEM file to
 * those that Node trusts.
 *
 * @returns `undefined`: as Node checks them
 * @throws UserImportError `config-invalid` where the file cannot be read or used
 */
export function certificateChecks(
    settings: Pick<AwsSettings, "customCaBundle" | "insecure">,
): CertificateChecks | undefined {
    const authorities = addedAuthorities(settings.customCaBundle);
    if (authorities === undefined && settings.insecure !== true) {
        return undefined;
    }
    return {
        ...(authorities !== undefined && { secureContext: authorities }),
        ...(settings.insecure === true && { rejectUnauthorized: false }),
    };
}

function addedAuthorities(configured: string | undefined): SecureContext | undefined {
    const path = configured ?? process.env.AWS_CA_BUNDLE;
    if (path === undefined || path === "") {
        return undefined;
    }
    const source =
        configured === undefined
            ? "The environment variable AWS_CA_BUNDLE"
            : `The Pulumi config or argument ${configName("customCaBundle")}`;
    let bundle: string;
    try {
        bundle = readFileSync(path, "utf8");
    } catch (error) {
        const reason = `the file ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`;
        throw new UserImportError("config-invalid", `${source} cannot be used: ${reason}.`, { cause: error });
    }
    if (!bundle.includes("-----BEGIN CERTIFICATE-----")) {
        throw new UserImportError(
            "config-invalid",
            `${source} cannot be used: the file ${path} has no PEM certificate.`,
        );
    }
    try {
        // One for all connections: making it takes as long as some calls.
        return createSecureContext({ ca: [...trustedByNode(), bundle] });
    } catch (error) {
        throw new UserImportError(
            "config-invalid",
            `${source} cannot be used: the certificates in ${path} are damaged.`,
            {
                cause: error,
            },
        );
    }
}

/** A list of authorities takes the place of Node's own, so they are in it. */
function trustedByNode(): readonly string[] {
    const { getCACertificates } = tls as { getCACertificates?: (type: "default") => string[] };
    if (getCACertificates !== undefined) {
        return getCACertificates("default");
    }
    const extra = process.env.NODE_EXTRA_CA_CERTS;
    try {
        return extra ? [...rootCertificates, readFileSync(extra, "utf8")] : rootCertificates;
    } catch {
        // Node goes on without them too.
        return rootCertificates;
    }
}
