package dev.goalkeeper.house;

import java.util.List;

/// The rules that one file can keep or break by itself.
enum HouseRule {
  FILE_LENGTH,
  LINE_LENGTH,
  METHOD_LENGTH,
  NESTING,
  PARAMETERS,

  NAMES,
  FINAL_CLASSES,
  PRIVATE_FIELDS,
  OPTIONAL_ONLY_RETURNED,
  EXHAUSTIVE_SWITCHES,
  NO_WILDCARD_IMPORTS,
  NULL_MARKED,
  DOCUMENTED,

  NO_CLOCK_OR_CHANCE,
  NO_SLEEPS,
  NO_UNORDERED_ITERATION,
  NO_CONSOLE,
  NO_SHARED_STATE,
  NO_SUPPRESSIONS,
  NO_SKIPPED_TESTS,

  NO_PROMISES,
  NO_SILENCED_TOOLS,
  NO_AUTHORS,
  NO_BANNERS,
  MARKDOWN_DOCS,
  NO_DEAD_CODE;

  /// The lines of this file that break the rule, in no order that matters.
  List<Finding> findings(JavaSource source) {
    return switch (this) {
      case FILE_LENGTH -> SizeRules.fileLength(source);
      case LINE_LENGTH -> SizeRules.lineLength(source);
      case METHOD_LENGTH -> SizeRules.methodLength(source);
      case NESTING -> SizeRules.nesting(source);
      case PARAMETERS -> SizeRules.parameters(source);
      case NAMES -> TypeRules.names(source);
      case FINAL_CLASSES -> TypeRules.finalClasses(source);
      case PRIVATE_FIELDS -> TypeRules.privateFields(source);
      case OPTIONAL_ONLY_RETURNED -> TypeRules.optionals(source);
      case EXHAUSTIVE_SWITCHES -> TypeRules.defaults(source);
      case NO_WILDCARD_IMPORTS -> TypeRules.wildcards(source);
      case NULL_MARKED -> TypeRules.nullMarked(source);
      case DOCUMENTED -> TypeRules.documented(source);
      case NO_CLOCK_OR_CHANCE -> CallRules.clockAndChance(source);
      case NO_SLEEPS -> CallRules.sleeps(source);
      case NO_UNORDERED_ITERATION -> CallRules.unordered(source);
      case NO_CONSOLE -> CallRules.console(source);
      case NO_SHARED_STATE -> CallRules.threads(source);
      case NO_SUPPRESSIONS -> CallRules.suppressions(source);
      case NO_SKIPPED_TESTS -> CallRules.disabledTests(source);
      case NO_PROMISES -> CommentRules.promises(source);
      case NO_SILENCED_TOOLS -> CommentRules.silencers(source);
      case NO_AUTHORS -> CommentRules.authors(source);
      case NO_BANNERS -> CommentRules.banners(source);
      case MARKDOWN_DOCS -> CommentRules.oldDocs(source);
      case NO_DEAD_CODE -> CommentRules.deadCode(source);
    };
  }
}
