import path from "node:path";
import { importByFile } from "../pulumi/importByFile";
import type { ImportStack } from "../pulumi/importStack";
import { untilAtMostAnIdlePluginIsLeft, untilNoPluginIsLeft } from "../pulumi/leftProcesses";
import { hasPythonSdk } from "../pulumi/pythonSdk";
import type { TestStack } from "../pulumi/testStack";

/** A way from a program to the resource. Its program has one UserImportJob, `users`, whose arguments are the config `args`. */
export interface Door {
    readonly name: string;
    /** Absolute path of the program's folder. */
    readonly program: string;
    /** Where its AWS settings stand in the config. */
    readonly namespace: string;
    /** What people do to bring a job that others made into a stack. */
    importJob(context: ImportStack, stack: TestStack, id: string): Promise<unknown>;
    /** The arguments of a program that has such a job, besides those that every job has: what it imported need not be known. */
    importedArgs(csvPath: string): Readonly<Record<string, unknown>>;
    /** Waits, after the engine was killed, until nothing is left of it that works. */
    untilNothingWorks(home: string): Promise<void>;
}

/** The doors that this machine has: without Python, all but that one. */
export function availableDoors(): Door[] {
    const dynamic: Door = {
        name: "dynamic Node",
        program: programFolder("importJob"),
        namespace: "aws",
        importJob: importByFile,
        importedArgs: (source) => ({ source }),
        untilNothingWorks: untilAtMostAnIdlePluginIsLeft,
    };
    return [
        dynamic,
        native("native Node", "nativeJob"),
        ...(hasPythonSdk("of the native plugin in Python") ? [native("Python", "pythonJob")] : []),
        native("YAML", "yamlJob"),
    ];
}

function native(name: string, program: string): Door {
    return {
        name,
        program: programFolder(program),
        namespace: "cognito-user-import",
        importJob: async (_context, stack, id) =>
            await stack.importResource("cognito-user-import:index:UserImportJob", "users", id),
        importedArgs: () => ({}),
        untilNothingWorks: untilNoPluginIsLeft,
    };
}

function programFolder(name: string): string {
    return path.resolve(__dirname, "../../fixtures/programs", name);
}
