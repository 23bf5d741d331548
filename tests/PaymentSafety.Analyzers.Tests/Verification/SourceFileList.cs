namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>Named texts; a source that is given without a name gets the next of Test0.cs, Test1.cs, ...</summary>
public sealed class SourceFileList : List<(string FileName, string Content)>
{
    internal const string DefaultFolder = "/0/";
    internal const string DefaultFilePath = DefaultFolder + "Test0.cs";

    private readonly string _folder;

    internal SourceFileList(string folder) => _folder = folder;

    public void Add(string content) => Add(($"{_folder}Test{Count}.cs", content));

    internal IEnumerable<(string Path, string Content)> Rooted =>
        this.Select(file => (file.FileName.StartsWith('/') ? file.FileName : _folder + file.FileName, file.Content));
}
