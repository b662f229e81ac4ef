def test_opens(database):
    with database.read() as c:
        pass
    with database.write() as c:
        pass
