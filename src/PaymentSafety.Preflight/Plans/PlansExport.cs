using System.Text;
using PaymentSafety.Core.Json;
using PaymentSafety.Database;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Json;

namespace PaymentSafety.Preflight.Plans;

/// <summary>An export of the table of plans: CSV with a header, or a JSON array of objects.</summary>
internal static class PlansExport
{
    /// <summary>How programs that write CSV write NULL where they do not leave the field empty.</summary>
    private static readonly string[] CsvNulls = ["", "NULL", @"\N"];

    public static StoredPlans Read(string path, PlanTable table, SourcePlace project)
    {
        var start = new SourcePlace(path, TextPosition.Start);
        try
        {
            if (!File.Exists(path))
                return Unreadable(path, Directory.Exists(path) ? "a folder has that name" : "there is no such file", project);
            var plans = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? OfJson(path, table) : OfCsv(path, table);
            return new StoredPlans([.. plans], start);
        }
        catch (PositionedTextException exception)
        {
            return Unreadable(path, exception.Message, new SourcePlace(path, exception.Position));
        }
        catch (PositionedJsonException exception)
        {
            return Unreadable(path, exception.Message, new SourcePlace(path, exception.Position));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unreadable(path, exception.Message.TrimEnd('.'), start);
        }
    }

    private static StoredPlans Unreadable(string path, string reason, SourcePlace place) =>
        StoredPlans.Unknown(CheckTable.ExportUnreadable.At(place, ("file", Path.GetFileName(path)), ("reason", reason)), place);

    private static List<StoredPlan> OfJson(string path, PlanTable table)
    {
        var root = PositionedJson.ReadFile(path);
        if (root.Kind != JsonValueKind.Array)
            throw new PositionedTextException($"the root must be an array of rows, but is {Words.Describe(root)}", root.Position);
        return [.. root.Items.Select(row => OfJsonRow(path, row, table))];
    }

    private static StoredPlan OfJsonRow(string path, JsonValue row, PlanTable table)
    {
        if (row.Kind != JsonValueKind.Object)
            throw new PositionedTextException($"a row must be an object, but is {Words.Describe(row)}", row.Position);
        var (id, price) = (Cell(row, table.IdColumn), Cell(row, table.PriceColumn));
        if (id.Value.Kind is not (JsonValueKind.String or JsonValueKind.Number))
            throw new PositionedTextException($"'{table.IdColumn}' must be a text or a number, but is {Words.Describe(id.Value)}", id.Value.Position);
        if (price.Value.Kind is not (JsonValueKind.String or JsonValueKind.Null))
            throw new PositionedTextException($"'{table.PriceColumn}' must be a text or null, but is {Words.Describe(price.Value)}", price.Value.Position);
        return new StoredPlan(id.Value.Text, price.Value.IsString ? price.Value.Text : null, new SourcePlace(path, row.Position));
    }

    private static JsonMember Cell(JsonValue row, string column) =>
        row.Properties.LastOrDefault(property => property.Name == column) ?? throw new PositionedTextException($"a row has no '{column}'", row.Position);

    private static IEnumerable<StoredPlan> OfCsv(string path, PlanTable table)
    {
        var records = Csv.Parse(Text(path));
        if (records.Count == 0)
            throw new PositionedTextException("the file is empty; its first line must name the columns", TextPosition.Start);
        var header = records[0];
        var (id, price) = (Column(header, table.IdColumn), Column(header, table.PriceColumn));
        foreach (var record in records.Skip(1))
        {
            if (record.Count != header.Count)
                throw new PositionedTextException($"a record has {Words.Number(record.Count)} fields, and the header has {Words.Number(header.Count)}", record[0].Position);
            var (value, isNull) = (record[price].Text, !record[price].IsQuoted && CsvNulls.Contains(record[price].Text));
            yield return new StoredPlan(record[id].Text, isNull ? null : value, new SourcePlace(path, record[0].Position));
        }
    }

    private static int Column(IReadOnlyList<CsvField> header, string name)
    {
        var found = Enumerable.Range(0, header.Count).Where(index => header[index].Text == name).ToList();
        if (found.Count == 1)
            return found[0];
        if (found.Count > 1)
            throw new PositionedTextException($"the header has '{name}' twice", header[found[1]].Position);
        var other = header is [{ Text: var only }] && only.AsSpan().IndexOfAny(";\t|") >= 0 ? "; RFC 4180 separates fields by commas" : "";
        throw new PositionedTextException($"the header has no '{name}', but {Words.Some([.. header.Select(field => $"'{Words.OneLine(field.Text)}'")], 8)}{other}", header[0].Position);
    }

    private static string Text(string path)
    {
        // One byte more than there should be shows a file that grew, or never had a length.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[(stream.CanSeek ? Math.Min(stream.Length, PositionedJson.MaxBytes) : PositionedJson.MaxBytes) + 1];
        var read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        if (read > PositionedJson.MaxBytes)
            throw new PositionedTextException($"the file is larger than {Words.Number(PositionedJson.MaxBytes / 1024 / 1024)} MiB", TextPosition.Start);
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content.AsSpan(0, read)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new PositionedTextException("the file is not UTF-8; save it as UTF-8", TextPosition.Start);
        }
    }
}
