/**
 * What one import job takes at most.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool-csv-header.html
 */
export interface CsvLimits {
    /** Rows, header not counted. `Infinity`: no limit. */
    readonly maxRows: number;
    /** Bytes of the whole file. `Infinity`: no limit. */
    readonly maxBytes: number;
}

/** AWS writes "100 MB". Assumed: at most 100 × 2^20 bytes, the most generous reading; above 100 × 10^6 we warn. */
export const defaultCsvLimits: CsvLimits = { maxRows: 500_000, maxBytes: 100 * 2 ** 20 };

/** The most that S3 takes in one PUT, which no setting changes. */
export const maxUploadBytes = 5 * 2 ** 30;

/** 100 MB in the narrow reading, 100 × 10^6 bytes. */
export const cautiousMaxBytes = 100_000_000;

/** Most characters of one line, line end not counted. */
export const maxLineCharacters = 16_000;

/** A line of more bytes has more characters than {@link maxLineCharacters}, as UTF-8 takes at most four a character. */
export const maxLineBytes = 4 * maxLineCharacters;

/** Most characters of one value. AWS's quota page says bytes. */
export const maxValueCharacters = 2_048;

/** Most characters of a username. */
export const maxUsernameCharacters = 128;
