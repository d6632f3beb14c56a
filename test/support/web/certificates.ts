import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** What a https server takes. */
export interface ServerCertificate {
    readonly key: string;
    readonly cert: string;
}

/** A certificate authority that only clients with its certificate trust. */
export interface Authority {
    readonly certificatePath: string;
    /** @param subject such as `IP:127.0.0.1` or `DNS:example.com` */
    sign(subject: string): Promise<ServerCertificate>;
}

/** Makes an authority with the machine's openssl; Node itself cannot make certificates. */
export async function makeAuthority(folder: string, name: string): Promise<Authority> {
    const file = (extension: string): string => path.join(folder, `${name}.${extension}`);
    const [key, certificatePath] = [file("key"), file("pem")];
    const subject = ["-subj", `/CN=Made-up authority ${name}`];
    await run("openssl", [
        "req",
        "-x509",
        ...newKey,
        ...subject,
        "-days",
        "2",
        "-keyout",
        key,
        "-out",
        certificatePath,
    ]);
    return {
        certificatePath,
        sign: async (alternativeName) => {
            const [leafKey, request, extensions, leaf] = [file("leafkey"), file("csr"), file("ext"), file("leaf")];
            await writeFile(extensions, `subjectAltName=${alternativeName}\nbasicConstraints=CA:FALSE\n`);
            await run("openssl", ["req", ...newKey, "-subj", "/CN=Made-up", "-keyout", leafKey, "-out", request]);
            const signed = ["-CA", certificatePath, "-CAkey", key, "-CAcreateserial", "-extfile", extensions];
            await run("openssl", ["x509", "-req", "-in", request, ...signed, "-days", "2", "-out", leaf]);
            return { key: await readFile(leafKey, "utf8"), cert: await readFile(leaf, "utf8") };
        },
    };
}
