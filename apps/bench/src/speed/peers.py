"""The peers in Python, one a call: events a second, the best of `rounds`. Called by the benchmark; `npm run bench:peers` makes its environment.

    python peers.py vw FILE          Vowpal Wabbit, one learner, default settings, from text
    python peers.py river FILE       River's logistic regression, predict then learn
    python peers.py sklearn FILE     scikit-learn's SGDClassifier, predict then partial_fit
"""
import sys
import time

which, path = sys.argv[1:3]
rounds = 3


def events(limit):
    for line in open(path):
        head, body = line.split("|", 1)
        pairs = (word.partition(":") for word in body.split())
        yield {name: float(value or 1) for name, _, value in pairs}, int(head.split()[0] == "1")
        limit -= 1
        if limit == 0:
            return


def best(count, run):
    fastest = 0.0
    for _ in range(rounds):
        begun = time.process_time()
        run()
        fastest = max(fastest, count / (time.process_time() - begun))
    print(fastest)


if which == "vw":
    from vowpalwabbit import Workspace

    lines = sum(1 for _ in open(path))
    options = f"-d {path} --loss_function logistic --link logistic --quiet --no_stdin"
    best(lines, lambda: Workspace(options).finish())
elif which == "river":
    from river import linear_model

    known = list(events(5000))

    def run():
        model = linear_model.LogisticRegression()
        for x, y in known:
            model.predict_proba_one(x)
            model.learn_one(x, y)

    best(len(known), run)
else:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import SGDClassifier

    known = list(events(2000))
    matrix = DictVectorizer().fit_transform([x for x, _ in known])

    def run():
        model = SGDClassifier(loss="log_loss")
        model.partial_fit(matrix[0], [known[0][1]], classes=[0, 1])
        for i, (_, y) in enumerate(known):
            model.predict_proba(matrix[i])
            model.partial_fit(matrix[i], [y])

    best(len(known), run)
