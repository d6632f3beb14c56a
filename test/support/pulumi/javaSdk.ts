import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import execa from "execa";
import { inUserCache } from "../../../scripts/pulumi/cache";
import { fillOnce } from "../../../scripts/pulumi/fillOnce";
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
 * Compiles the generated SDK for Java and a program that uses it, with Pulumi's from Maven Central, which stays in the user's cache.
 *
 * @param text - of App.java
 * @throws Error what the compiler says
 */
export async function compileWithJavaSdk(text: string): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "java-sdk-"));
    try {
        await generateJavaSdk(folder);
        const sources = path.join(folder, "java/src/main/java");
        await mkdir(path.join(sources, "program"));
        await writeFile(path.join(sources, "program", "App.java"), text);
        const libraries = path.join(await javaLibraries(), "*");
        const files = (await readdir(sources, { recursive: true })).filter((file) => file.endsWith(".java"));
        const args = ["-d", folder, "-proc:none", "-cp", libraries, ...files];
        const { failed, all } = await execa("javac", args, { cwd: sources, all: true, reject: false });
        if (failed) throw new Error(all);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** The folder with what the SDK is compiled with. */
async function javaLibraries(): Promise<string> {
    const digest = createHash("sha256")
        .update(await readFile(project))
        .digest("hex");
    const libraries = inUserCache(process.env, `java-${digest.slice(0, 12)}`);
    const areThere = async (): Promise<boolean> => existsSync(path.join(libraries, "installation.json"));
    await fillOnce(libraries, process.stderr, areThere, async (work) => {
        const goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";
        await execa("mvn", ["--quiet", "--batch-mode", "--file", project, goal, `-DoutputDirectory=${work}`]);
    });
    return libraries;
}
