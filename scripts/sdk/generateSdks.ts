import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import execa from "execa";
import { readSchema } from "../../plugin/src/schema";
import { ensureSdkGenerator, generatorModule, javaGeneratorModule } from "./sdkGenerator";

/**
 * Writes the SDKs of the plugin's package into a folder, one folder a language: `go`, `nodejs` and `python`. What was in these is
 * gone.
 *
 * @throws Error when the generator cannot be built, or refuses the schema, saying why
 */
export async function generateSdks(target: string, schema: string = readSchema()): Promise<void> {
    await generate(generatorModule, languages, target, schema);
}

/** The same for Java, into the folder `java`: that has a generator of its own, which takes as long again to build. */
export async function generateJavaSdk(target: string, schema: string = readSchema()): Promise<void> {
    await generate(javaGeneratorModule, ["java"], target, schema);
}

async function generate(module: string, written: readonly string[], target: string, schema: string): Promise<void> {
    const generator = await ensureSdkGenerator(module);
    const folder = await mkdtemp(path.join(tmpdir(), "sdk-schema-"));
    try {
        const file = path.join(folder, "schema.json");
        await writeFile(file, schema);
        for (const language of written) await rm(path.join(target, language), { recursive: true, force: true });
        const { failed, stderr } = await execa(generator, [file, target], { reject: false });
        if (failed) throw new Error(`The SDKs cannot be generated: ${stderr}`);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** The languages that there are generators for. */
export const languages = ["go", "nodejs", "python"] as const;
