package dev.goalkeeper.clustersim.history;

import java.util.List;

/// What no store may tell, and beside it the same with the mistake taken out.
enum WrongHistory {
  STALE_READ("""
      [ write a ]                        -> 1
                  [ write b ]            -> 2
                              [ read ]   -> 1 a
      """, """
      [ write a ]                        -> 1
                  [ write b ]            -> 2
                        [ read ]         -> 1 a
      """),
  STALE_READ_AFTER_A_NEWER_ONE("""
      [ write a ]                                -> 1
                  [ write b                  ]   -> 2
                     [ read ]                    -> 2 b
                               [ read ]          -> 1 a
      """, """
      [ write a ]                                -> 1
                  [ write b                  ]   -> 2
                     [ read ]                    -> 1 a
                               [ read ]          -> 2 b
      """),
  LOST_UPDATE("""
      [ write a ]                        -> 1
                  [ write b ]            -> 2
                     [ write c ]         -> 2
      """, """
      [ write a ]                        -> 1
                  [ write b ]            -> 2
                     [ write c ]         -> 3
      """),
  LOST_UPDATE_AFTER_A_CRASH("""
      [ write a ]                              -> 1
                  [ write b ]                  -> 2
                               [ write c ]     -> 2
      """, """
      [ write a ]                              -> 1
                  [ write b                    -> unknown
                               [ write c ]     -> 2
      """),
  VERSION_BACK("""
      [ write a ]                        -> 2
                  [ write b ]            -> 1
      """, """
      [ write a ]                        -> 1
                  [ write b ]            -> 2
      """),
  VERSION_SKIPPED("""
      [ write a ]                        -> 1
                  [ write b ]            -> 3
      """, """
      [ write a ]                        -> 1
        [ write c                        -> unknown
                  [ write b ]            -> 3
      """),
  VALUE_NEVER_WRITTEN("""
      [ write a ]                        -> 1
                  [ read ]               -> 1 b
      """, """
      [ write a ]                        -> 1
                  [ read ]               -> 1 a
      """),
  VALUE_OF_A_REFUSED_WRITE("""
      [ write a ]                        -> not done
                  [ read ]               -> 1 a
      """, """
      [ write a                          -> unknown
                  [ read ]               -> 1 a
      """),
  VALUE_OF_A_MISMATCH("""
      [ write a ]                              -> 1
                  [ write b 3 ]                -> mismatch 1
                                [ read ]       -> 2 b
      """, """
      [ write a ]                              -> 1
                  [ write b 1 ]                -> 2
                                [ read ]       -> 2 b
      """),
  REMOVE_UNDONE("""
      [ write a ]                              -> 1
                  [ remove ]                   -> 1
                             [ read ]          -> 1 a
      """, """
      [ write a ]                              -> 1
                  [ remove ]                   -> 1
                       [ read ]                -> 1 a
      """),
  REMOVED_TWICE("""
      [ write a ]                              -> 1
                  [ remove ]                   -> 1
                             [ remove ]        -> 1
      """, """
      [ write a ]                              -> 1
                  [ remove ]                   -> 1
                             [ remove ]        -> absent
      """),
  VERSION_USED_AGAIN_AFTER_A_REMOVAL("""
      [ write a ]                              -> 1
                  [ remove ]                   -> 1
                             [ write b ]       -> 1
      """, """
      [ write a ]                              -> 1
                  [ remove ]                   -> 1
                             [ write b ]       -> 7
      """),
  LOST_OBJECT("""
      [ write a ]                              -> 1
                  [ read ]                     -> absent
      """, """
      [ write a ]                              -> 1
        [ remove                               -> unknown
                  [ read ]                     -> absent
      """),
  LOST_OBJECT_BEFORE_THE_REMOVAL("""
      [ write a ]                              -> 1
                  [ read ]                     -> absent
                           [ remove ]          -> 1
      """, """
      [ write a ]                              -> 1
                  [ read        ]              -> absent
                           [ remove ]          -> 1
      """),
  UNKNOWN_WRITE_TAKES_EFFECT_TWICE("""
      [ write a ]                                          -> 1
                  [ write b                                -> unknown
                              [ write c ]                  -> 3
                                           [ write d ]     -> 5
      """, """
      [ write a ]                                          -> 1
                  [ write b                                -> unknown
                              [ write c ]                  -> 2
                                           [ write d ]     -> 4
      """),
  UNKNOWN_WRITE_SEEN_TWICE("""
      [ write a                                        -> unknown
                  [ read ]                             -> 1 a
                            [ write b ]                -> 2
                                        [ read ]       -> 3 a
      """, """
      [ write a                                        -> unknown
                  [ read ]                             -> absent
                            [ write b ]                -> 2
                                        [ read ]       -> 3 a
      """),
  UNKNOWN_REMOVAL_TAKES_EFFECT_TWICE("""
      [ write a ]                                                -> 1
                  [ remove                                       -> unknown
                      [ read ]                                   -> absent
                                [ write b ]                      -> 2
                                             [ write c absent ]  -> 3
      """, """
      [ write a ]                                                -> 1
                  [ remove                                       -> unknown
                      [ read ]                                   -> 1 a
                                [ write b ]                      -> 2
                                             [ write c absent ]  -> 3
      """),
  VALUE_SEEN_BEFORE_ITS_WRITE_BEGAN("""
      [ read ]                                 -> 1 a
                  [ write a ]                  -> 1
      """, """
      [ read       ]                           -> 1 a
                  [ write a ]                  -> 1
      """),
  HOLE_FILLED_TOO_LATE("""
      [ write a ]                              -> 1
                  [ write b ]                  -> 3
                              [ write c        -> unknown
      """, """
      [ write a ]                              -> 1
                  [ write b ]                  -> 3
                        [ write c              -> unknown
      """),
  CONDITION_OVERLOOKED("""
      [ write a ]                              -> 1
                  [ write b ]                  -> 2
                              [ write c 1 ]    -> 3
      """, """
      [ write a ]                              -> 1
                  [ write b ]                  -> 2
                              [ write c 2 ]    -> 3
      """),
  MADE_WHERE_ONE_WAS("""
      [ write a ]                                 -> 1
                  [ write b absent ]              -> 2
      """, """
      [ write a ]                                 -> 1
                  [ remove ]                      -> 1
                             [ write b absent ]   -> 2
      """),
  MISMATCH_WITH_WHAT_IS_THERE("""
      [ write a ]                              -> 1
                  [ write b 1 ]                -> mismatch 1
      """, """
      [ write a ]                              -> 1
                  [ write b 2 ]                -> mismatch 1
      """),
  MISMATCH_WITH_WHAT_IS_GONE("""
      [ write a ]                                    -> 1
                  [ write b ]                        -> 2
                              [ write c 3 ]          -> mismatch 1
      """, """
      [ write a ]                                    -> 1
                  [ write b ]                        -> 2
                              [ write c 3 ]          -> mismatch 2
      """),
  MISMATCH_WITH_WHAT_IS_TO_COME("""
      [ write a ]                                    -> 1
                  [ write c 3 ]                      -> mismatch 2
                                 [ write b ]         -> 2
      """, """
      [ write a ]                                    -> 1
                  [ write c 3 ]                      -> mismatch 2
                        [ write b ]                  -> 2
      """),
  WRITTEN_WHERE_ONE_HAD_TO_BE("""
      [ write a ]                                     -> 1
                  [ remove ]                          -> 1
                             [ write b present ]      -> 2
      """, """
      [ write a ]                                     -> 1
                  [ remove ]                          -> 1
                        [ write c                     -> unknown
                             [ write b present ]      -> 3
      """),
  WRITTEN_OVER_A_NEWER_ONE("""
      [ write a ]                                     -> 1
                  [ write b ]                         -> 2
                             [ write c <=1 ]          -> 3
      """, """
      [ write a ]                                     -> 1
                  [ write b ]                         -> 2
                             [ write c <=2 ]          -> 3
      """),
  TAKEN_IN_SPITE_OF_ITS_CONDITION("""
      [ write a ]                                     -> 1
                  [ write b ]                         -> 2
                             [ remove <=1 ]           -> 2
      """, """
      [ write a ]                                     -> 1
                  [ write b ]                         -> 2
                             [ remove <=1 ]           -> mismatch 2
      """),
  INCREMENT_LOST("""
      [ add 5 ]                                       -> 1 5
                  [ add 2 ]                           -> 2 7
                     [ add 1 ]                        -> 3 6
      """, """
      [ add 5 ]                                       -> 1 5
                  [ add 2 ]                           -> 2 7
                     [ add 1 ]                        -> 3 8
      """),
  INCREMENT_TWICE("""
      [ add 5 ]                                       -> 1 5
                  [ add 2                             -> unknown
                             [ add 1 ]                -> 3 10
                                        [ read ]      -> 4 12
      """, """
      [ add 5 ]                                       -> 1 5
                  [ add 2                             -> unknown
                             [ add 1 ]                -> 2 6
                                        [ read ]      -> 3 8
      """),
  INCREMENT_OF_WHAT_WAS_TAKEN("""
      [ add 5 ]                                       -> 1 5
                  [ remove ]                          -> 1
                             [ add 1 ]                -> 2 6
      """, """
      [ add 5 ]                                       -> 1 5
                  [ remove ]                          -> 1
                             [ add 1 ]                -> 2 1
      """),
  COUNT_NOT_KEPT("""
      [ add 5 ]                                       -> 1 5
                  [ read ]                            -> 1 6
      """, """
      [ add 5 ]                                       -> 1 5
                  [ read ]                            -> 1 5
      """),
  FORGOTTEN_AND_REMEMBERED("""
      [ write a ]                                    -> 1
                  [ read ]                           -> absent
                           [ read ]                  -> 1 a
      """, """
      [ write a       ]                              -> 1
         [ read ]                                    -> absent
                           [ read ]                  -> 1 a
      """),
  UNKNOWN_WRITE_UNDONE("""
      [ write a ]                                    -> 1
                  [ write b                          -> unknown
                    [ read ]                         -> 2 b
                              [ read ]               -> 1 a
      """, """
      [ write a ]                                    -> 1
                  [ write b                          -> unknown
                    [ read ]                         -> 1 a
                              [ read ]               -> 2 b
      """);

  private final String wrong;
  private final String right;

  WrongHistory(String wrong, String right) {
    this.wrong = wrong;
    this.right = right;
  }

  List<Operation> wrong() {
    return Sketch.of(wrong);
  }

  List<Operation> right() {
    return Sketch.of(right);
  }
}
