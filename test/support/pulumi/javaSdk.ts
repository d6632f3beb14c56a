import { spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import execa from "execa";
import { generateJavaSdk } from "../../../scripts/sdk/generateSdks";
import { hasGo } from "../process/golang";

const project = path.resolve(__dirname, "../../fixtures/java/pom.xml");

/**
 * Whether this machine has what {@link compileWithJavaSdk} needs: Go, a JDK of Java 11 or later, and Maven. If not, prints which tests are left out.
 *
 * @throws Error in CI, where nothing may be left out
 */
export function hasJavaSdk(tests: string): boolean {
    if (!hasGo(tests)) return false;
    const missing = ["javac", "mvn"].filter((command) => spawnSync(command, ["-version"]).status !== 0);
    if (missing.length === 0) return true;
    const message = `There is no ${missing.join(" and no ")} on PATH: the tests ${tests} are LEFT OUT.`;
    if (process.env.CI) throw new Error(message);
    process.emitWarning(message);
    return false;
}

/**
 * Compiles a program against the generated SDK for Java, with Pulumi's from Maven Central.
 *
 * @param text - of App.java
 * @throws Error what the compiler says
 */
export async function compileWithJavaSdk(text: string): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "java-sdk-"));
    try {
        await generateJavaSdk(folder);
        await rename(path.join(folder, "java", "src"), path.join(folder, "src"));
        const sources = path.join(folder, "src/main/java/program");
        await mkdir(sources);
        await writeFile(path.join(sources, "App.java"), text);
        await copyFile(project, path.join(folder, "pom.xml"));
        const args = ["--quiet", "--batch-mode", "compile"];
        const { failed, all } = await execa("mvn", args, { cwd: folder, all: true, reject: false });
        if (failed) throw new Error(all);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
