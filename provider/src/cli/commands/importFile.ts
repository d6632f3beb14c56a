import type { Command } from "commander";
import type { AwsArgument } from "../../aws/settings/awsArgument";
import { refusalOfAws } from "../../resource/awsProblems";
import { parseResourceId } from "../../resource/resourceId";
import { type CommandDefinition, usageError } from "../command";
import type { ImportFileOptions } from "../writeImportFile";

/** The options as commander hands them over. */
interface WrittenOptions {
    readonly name: string;
    readonly source: string;
    readonly component?: boolean;
    readonly aws?: string;
}

const after = `
Run it in the program's folder:
  cognito-user-import import-file eu-west-1_AbCdEfGhI/import-AbCdEfGhIj --name seed --source users.csv > job.json
  pulumi import --file job.json --generate-code=false --protect=false

Your usual credentials apply, and AWS_PROFILE, AWS_ENDPOINT_URL and other variables. The region is the pool's.

Exit codes
  0  the file was printed
  2  wrong arguments, the job or the source could not be read, or the job cannot be imported
`;

/** `import-file`: what Pulumi needs to take a job that exists into a stack. */
export const importFile: CommandDefinition = {
    declare(command) {
        command
            .description(
                "Prints what pulumi import --file takes to bring a job that exists into a stack, and changes nothing. The job must " +
                    "run or have succeeded. The stack never starts or stops it. Pulumi's CLI must be 3.254.0 or newer.",
            )
            .argument("<POOL/JOB>", "one job, such as eu-west-1_AbCdEfGhI/import-AbCdEfGhIj")
            .requiredOption("--name <NAME>", "the name of the resource in the program")
            .requiredOption(
                "--source <SOURCE>",
                "the CSV that the job imported, written as in the program: a path or s3://bucket/key\n" +
                    "AWS does not keep the content. A stack with another content would import it with a new job.",
            )
            .option("--component", "the program has a UserImport of this name, for which this is the only job")
            .option("--aws <JSON>", `the argument aws of the resource, if it has one, such as '{"profile":"people"}'`)
            .addHelpText("after", after);
    },
    async run(command, streams) {
        const options = readOptions(command);
        const { writeImportFile } = await import("../writeImportFile");
        return await writeImportFile(options, streams);
    },
};

function readOptions(command: Command): ImportFileOptions {
    const [id = ""] = command.args;
    parseResourceId(id);
    const { name, source, component: isComponent = false, aws } = command.opts<WrittenOptions>();
    if (name === "") {
        throw usageError("--name is empty. Give the name that the resource has in the program.");
    }
    if (source === "") {
        throw usageError("--source is empty. Give the CSV that the job imported, written as in the program.");
    }
    if (/^(?!s3:)[\w+.-]{2,}:\/\//i.test(source)) {
        throw usageError("--source must be a path or s3://bucket/key.");
    }
    return { id, name, source, isComponent, aws: readAws(aws) };
}

/** What would be in the file in plain text, and in the state after it. */
const credentials = /"(?:accessKey|secretKey|token|webIdentityToken)"|:\/\/[^/"]*@/;

function readAws(written: string | undefined): AwsArgument | undefined {
    if (written === undefined) {
        return undefined;
    }
    const aws = parseObject(written);
    if (aws === undefined) {
        throw usageError("--aws must be the argument aws as a JSON object.");
    }
    const refusal = refusalOfAws(aws);
    if (refusal !== undefined) {
        throw usageError(refusal.message);
    }
    if (credentials.test(written)) {
        throw usageError(
            "--aws must have no credentials, because the file is not encrypted. Name a profile or a role.",
        );
    }
    return aws;
}

function parseObject(text: string): AwsArgument | undefined {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
    } catch {
        return undefined;
    }
}
