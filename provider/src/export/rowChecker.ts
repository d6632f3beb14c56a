import type { CsvProblemCode } from "../csv/problems/csvProblemCodes";
import { ProblemList } from "../csv/problems/problemList";
import { planColumns } from "../csv/rows/columnPlan";
import { checkLineBytes } from "../csv/rows/lineRules";
import { readQuotedLine } from "../csv/rows/quotedValues";
import { RowChecker } from "../csv/rows/rowChecker";
import type { CsvPoolRules } from "../csv/types";

/** Why a row would not be imported. */
export interface RowError {
    /** A code that docs/csv.md explains. */
    readonly code: CsvProblemCode;
    /** `undefined`: of no single column. */
    readonly column: string | undefined;
}

/** Says of one row what `validate` would say of it in a file. Other rows do not matter to it. */
export class SingleRowChecker {
    private readonly first = new FirstError();
    private readonly checker: RowChecker;

    public constructor(header: readonly string[], pool: CsvPoolRules) {
        this.checker = new RowChecker(planColumns(header, pool), pool, this.first);
    }

    /** The first error of a row, a line without its line end; `undefined`: Cognito would import it. */
    public check(text: string): RowError | undefined {
        this.first.error = undefined;
        if (checkLineBytes(Buffer.from(text), 1, this.first)) {
            this.checker.check(text, 1, text.includes('"') ? readQuotedLine(text) : undefined);
        }
        return this.first.error;
    }
}

/** Keeps the first error and forgets all else: of a whole pool there may be millions. */
class FirstError extends ProblemList {
    public error: RowError | undefined;

    public constructor() {
        super(0);
    }

    public override add(code: CsvProblemCode, { column }: { readonly column?: string | undefined }): void {
        if (this.isError(code)) {
            this.error ??= { code, column };
        }
    }

    public override addFollowing(
        _cause: CsvProblemCode,
        code: CsvProblemCode,
        place: { readonly column?: string | undefined },
    ): void {
        this.add(code, place);
    }
}
